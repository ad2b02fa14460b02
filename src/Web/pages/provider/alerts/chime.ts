import { Store } from "#shared/live/store";

const key = "dispatch.provider.sound";
const gain = 0.16;
const notes = [
  { hertz: 659.25, at: 0 },
  { hertz: 880, at: 0.16 },
];
const noteSeconds = 0.42;

// Of a mouse a browser takes the press for an act, of a finger its end.
const touches = ["pointerdown", "pointerup", "keydown"] as const;

/** Whether the browser lets this page sound; not before somebody clicked or pressed a key in it. */
export const isSoundUnlocked = new Store(false);

let audio: AudioContext | undefined;
let soundsUntil = 0;

export function isSoundOn(): boolean {
  return localStorage.getItem(key) !== "off";
}

export function setSound(on: boolean): void {
  localStorage.setItem(key, on ? "on" : "off");
}

/** Browsers make a sound only after a click or key: called from one. @returns whether sounds can be heard from now on */
export async function unlockSound(): Promise<boolean> {
  if (!audio) {
    audio = new AudioContext();
    audio.addEventListener("statechange", followAudio);
  }

  await audio.resume().catch(() => undefined);
  followAudio();
  return isSoundUnlocked.value;
}

/**
 * Unlocks sound at any click or key while it is on: a page that was reloaded, or leads because another was closed, has offers
 * to sound for without anybody having gone on duty in it. @returns its own undo
 */
export function unlockSoundWhenTouched(): () => void {
  const unlock = () => {
    if (isSoundOn() && !isSoundUnlocked.value) {
      void unlockSound();
    }
  };

  // Some browsers need no click, of a site that is known to sound.
  unlock();
  touches.forEach((touch) => window.addEventListener(touch, unlock, { capture: true }));
  return () => touches.forEach((touch) => window.removeEventListener(touch, unlock, { capture: true }));
}

function followAudio(): void {
  isSoundUnlocked.set(audio?.state === "running");
}

/** Two soft notes, once; what comes while they sound is heard with them. */
export function chime(): void {
  if (!isSoundOn() || audio?.state !== "running" || audio.currentTime < soundsUntil) {
    return;
  }

  soundsUntil = audio.currentTime + Math.max(...notes.map(({ at }) => at)) + noteSeconds;
  for (const { hertz, at } of notes) {
    const start = audio.currentTime + at;
    const tone = new OscillatorNode(audio, { frequency: hertz, type: "sine" });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(gain, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + noteSeconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + noteSeconds);
  }
}
