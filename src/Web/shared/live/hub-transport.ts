import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

/** One connection to a hub, from start to close; it is never started again. */
export interface HubTransport {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string, args: readonly unknown[]): Promise<unknown>;
  on(method: string, handler: (message: never) => void): void;

  /** Called once, when a connection that had started is over. */
  onClose(handler: () => void): void;
}

// The server speaks every 15 s; two silences in a row and the connection is dead.
const serverTimeout = 30_000;
const keepAlive = 10_000;

/** A SignalR connection over a WebSocket, authenticated by the session's cookie. */
export function signalr(url: string): HubTransport {
  const hub = new HubConnectionBuilder()
    .withUrl(url, { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None)
    .withServerTimeout(serverTimeout)
    .withKeepAliveInterval(keepAlive)
    .build();
  return {
    start: () => hub.start(),
    stop: () => hub.stop(),
    invoke: (method, args) => hub.invoke(method, ...args),
    on: (method, handler) => hub.on(method, handler),
    onClose: (handler) => hub.onclose(handler),
  };
}
