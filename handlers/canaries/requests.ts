import * as http from 'node:http';
import * as https from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly tookMs: number;
}

export interface Asked {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/** Larger answers are refused: the canary judges an API, it does not load data. */
const LARGEST = 1_048_576;

/** Sends a request, and waits for all of the answer. Redirects are answers as others are. */
export function send(url: string, { method, headers, body, timeoutMs }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const { request } = new URL(url).protocol === 'http:' ? http : https;
    const sent = request(url, { method, headers: { ...headers, ...body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) } } }, response => {
      const parts: Buffer[] = [];
      let size = 0;
      const finish = () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts).toString('utf-8'), tookMs: Date.now() - started });
      };
      response.on('data', (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size <= LARGEST) return;
        clearTimeout(timer);
        reject(new Error(`${url} answered with more than ${LARGEST} bytes`));
        sent.destroy();
      });
      response.on('end', finish);
      response.on('error', fail);
    });
    const fail = (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(new Error(`${url} could not be reached: ${error.code ?? error.message}`));
    };
    const timer = setTimeout(() => {
      reject(new Error(`${url} did not answer within ${timeoutMs} ms`));
      sent.destroy();
    }, timeoutMs);
    sent.on('error', fail);
    sent.end(body);
  });
}
