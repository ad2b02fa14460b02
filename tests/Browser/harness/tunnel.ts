import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A way to the server that can be cut: open connections break, new ones are refused, until it is mended. */
export class Tunnel {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(address: string): Promise<Tunnel> {
    const { hostname, port } = new URL(address);
    const server = createServer();
    const tunnel = new Tunnel(server);
    server.on("connection", (near) => tunnel.#pass(near, hostname, Number(port)));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return tunnel;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.#isCut = true;
    this.#sockets.forEach((socket) => socket.destroy());
    this.#sockets.clear();
  }

  mend(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.#server.close(done));
  }

  #pass(near: Socket, host: string, port: number): void {
    if (this.#isCut) {
      near.destroy();
      return;
    }

    const far = connect(port, host);
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
