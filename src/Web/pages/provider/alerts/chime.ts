const key = "dispatch.provider.sound";
const gain = 0.16;
const notes = [
  { hertz: 659.25, at: 0 },
  { hertz: 880, at: 0.16 },
];
const noteSeconds = 0.42;

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
  audio ??= new AudioContext();
  await audio.resume().catch(() => undefined);
  return audio.state === "running";
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
