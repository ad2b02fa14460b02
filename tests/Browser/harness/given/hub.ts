import type { BrowserContext } from "@playwright/test";

const endOfMessage = "\u001e";

/**
 * Tells pages given bodies in place of what a hub says of the same names, so that they always show the same. The
 * connection is the real one. Before the pages open.
 */
export async function given(context: BrowserContext, hub: string, bodies: Readonly<Record<string, unknown>>): Promise<void> {
  await context.routeWebSocket(`**/hubs/${hub}`, (socket) => {
    socket.connectToServer().onMessage((frame) => {
      const messages = String(frame).split(endOfMessage).filter((message) => message !== "");
      socket.send(messages.map((message) => replaced(message, bodies) + endOfMessage).join(""));
    });
  });
}

function replaced(message: string, bodies: Readonly<Record<string, unknown>>): string {
  const { target } = JSON.parse(message) as { target?: string };
  return target !== undefined && target in bodies ? JSON.stringify({ type: 1, target, arguments: [bodies[target]] }) : message;
}
