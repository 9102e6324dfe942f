import { createServer, type IncomingMessage, type Server } from 'http';
import type { AddressInfo } from 'net';

/** What a client asked for. */
export interface AwsRequest {
  /** Operation, as the `X-Amz-Target` of JSON protocols, the `Action` of the query protocol or the path of the CBOR protocol names it. */
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  /** Of JSON protocols the parsed body, of the query protocol its parameters. */
  readonly input: any;
}

export interface AwsAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string | object;
}

/** Stands in for an AWS service: it takes what the real clients send, and answers as it is told. */
export class AwsServer {
  private server?: Server;
  public readonly requests: AwsRequest[] = [];
  /** What is answered; by default everything is unknown. */
  public answer: (request: AwsRequest) => AwsAnswer | undefined = () => undefined;

  public async start(): Promise<string> {
    this.server = createServer((incoming, outgoing) => {
      const parts: Buffer[] = [];
      incoming.on('data', part => parts.push(part));
      incoming.on('end', () => {
        const request = readRequest(incoming, Buffer.concat(parts).toString('utf-8'));
        this.requests.push(request);
        const { status = 200, type = 'application/x-amz-json-1.1', body } = this.answer(request) ?? errorAnswer('UnknownOperationException', request.operation);
        outgoing.writeHead(status, { 'Content-Type': type });
        outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
    await new Promise<void>(resolve => this.server!.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise(resolve => this.server?.close(resolve));
  }

  public reset(): void {
    this.requests.length = 0;
    this.answer = () => undefined;
  }
}

/** An error as the JSON protocols tell it. */
export function errorAnswer(name: string, message = '', status = 400): AwsAnswer {
  return { status, body: { __type: name, message } };
}

function readRequest({ headers, url = '' }: IncomingMessage, body: string): AwsRequest {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { operation: target.split('.').pop()!, headers, input: JSON.parse(body) };
  const input = Object.fromEntries(new URLSearchParams(body));
  return { operation: input.Action ?? url.split('/').pop()!, headers, input };
}
