/** Whether the system may be asked to show notifications; "unsupported" where there is no such thing. */
export type NotificationAccess = NotificationPermission | "unsupported";

export function notificationAccess(): NotificationAccess {
  return "Notification" in window ? Notification.permission : "unsupported";
}

/** Asks the person, through the browser. */
export async function askForNotifications(): Promise<NotificationAccess> {
  return "Notification" in window ? Notification.requestPermission() : "unsupported";
}

const shown = new Map<string, Notification>();

/** Shows a notification while the page is out of sight; the same tag is shown once. It names no patient. */
export function notify(tag: string, title: string, body: string): void {
  // What is asked last is slow: the browser looks it up in another process each time.
  if (document.visibilityState === "visible" || shown.has(tag) || notificationAccess() !== "granted") {
    return;
  }

  const notification = new Notification(title, { body, tag, requireInteraction: true });
  notification.addEventListener("click", () => {
    window.focus();
    notification.close();
  });
  shown.set(tag, notification);
}

/** Takes notifications away whose subject is gone. */
export function dismissNotifications(except: readonly string[]): void {
  for (const [tag, notification] of shown) {
    if (!except.includes(tag)) {
      notification.close();
      shown.delete(tag);
    }
  }
}
