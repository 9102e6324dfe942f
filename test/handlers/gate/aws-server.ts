import { createServer, type Server } from 'http';
import type { AddressInfo } from 'net';

/** One call that AWS got: the operation, and its input. */
export interface Call { readonly operation: string; readonly input: any }

/** What AWS answers to an operation: the output, or an error by its name, or nothing at all. */
export type Reply = object | { readonly error: string; readonly status?: number } | 'hang up';

/** Stands for the JSON endpoints of AWS: the real SDK speaks to it over HTTP. */
export class AwsServer {
  public static async start(): Promise<AwsServer> {
    const server = new AwsServer();
    await new Promise<void>(resolve => server.http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  public readonly calls: Call[] = [];
  public replies: { [operation: string]: Reply | ((input: any) => Reply) } = {};
  private readonly http: Server;

  private constructor() {
    this.http = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const target = request.headers['x-amz-target'];
        const rpc = /\/service\/\w+\/operation\/(\w+)$/.exec(request.url ?? '');
        const operation = rpc?.[1] ?? String(target).split('.').pop()!;
        if (request.headers['content-type']?.includes('json') !== true) throw new Error(`${operation} is not asked in JSON, but in ${request.headers['content-type']}`);
        const input = JSON.parse(Buffer.concat(chunks).toString());
        this.calls.push({ operation, input });
        const given = this.replies[operation];
        const reply = typeof given === 'function' ? given(input) : given ?? {};
        if (reply === 'hang up') return void request.socket.destroy();
        const error = 'error' in reply ? reply : undefined;
        response.writeHead(error ? error.status ?? 400 : 200, { 'content-type': request.headers['content-type'] });
        response.end(JSON.stringify(error ? { __type: error.error, message: `${error.error} of the test` } : reply));
      });
    });
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  public called(operation: string): any[] {
    return this.calls.filter(call => call.operation === operation).map(({ input }) => input);
  }

  public async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise(resolve => this.http.close(resolve));
  }
}
