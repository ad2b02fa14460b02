import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

const separator = "\u001e";
const call = '"target"';

/** A way to the server on which what its hubs say is counted, at no cost to the browser. */
export class Wire {
  /** Calls of a page that went by; pings and answers are none. */
  events = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(address: string): Promise<Wire> {
    const { hostname, port } = new URL(address);
    const server = createServer({ noDelay: true });
    const wire = new Wire(server);
    server.on("connection", (near) => wire.#pass(near, connect({ port: Number(port), host: hostname, noDelay: true })));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return wire;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => this.#server.close(done));
  }

  #pass(near: Socket, far: Socket): void {
    let rest = "";
    far.on("data", (chunk: Buffer) => {
      const messages = (rest + chunk.toString("latin1")).split(separator);
      rest = messages.pop()!;
      this.events += messages.filter((message) => message.includes(call)).length;
    });
    for (const [one, other] of [[near, far], [far, near]] as const) {
      this.#sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }

    near.pipe(far).pipe(near);
  }
}
