import * as http from 'http';
import * as https from 'https';
import type { AddressInfo } from 'net';
import { EXPIRED } from './certificates';

/** How the site and its API behave. */
export type Mood = 'healthy' | 'slow' | 'broken' | 'redirecting' | 'hanging';

/** How long a slow answer takes. */
export const SLOW_MS = 1_000;

/** A shop with an API, on this machine. */
export interface Site {
  mood: Mood;
  /** Such as `http://127.0.0.1:4711`. */
  readonly url: string;
  readonly port: number;
  /** The same with a certificate that has expired. */
  readonly expiredUrl: string;
  readonly expiredPort: number;
  /** Headers of the latest request of a path. */
  readonly seen: Map<string, http.IncomingHttpHeaders>;
  close(): Promise<void>;
}

const PAGE = (body: string) => `<!doctype html><html><head><title>Shop</title><style>body{font:20px sans-serif;background:#fff}</style></head><body>${body}</body></html>`;

const PAGES: Readonly<Record<string, string>> = {
  '/': PAGE('<h1>Welcome</h1><a href="/offers">Offers</a> <a href="/about#team">About</a> <a href="mailto:x@example.com">Mail</a><form action="/results"><input id="search" name="q"><button>Search</button></form>'),
  '/offers': PAGE('<h1>Offers</h1>'),
  '/about': PAGE('<h1>About</h1>'),
  '/results': PAGE('<ul id="results"><li>Lamp</li></ul>'),
  '/maintenance': PAGE('<h1>Back soon</h1>'),
};

export async function openSite(): Promise<Site> {
  const seen = new Map<string, http.IncomingHttpHeaders>();
  const state: { mood: Mood } = { mood: 'healthy' };
  const handler = (request: http.IncomingMessage, response: http.ServerResponse) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    seen.set(pathname, request.headers);
    request.resume();
    if (pathname === '/maintenance') answer(response, 200, 'text/html', PAGES[pathname]);
    else if (state.mood === 'redirecting') response.writeHead(302, { location: `http://localhost:${port}/maintenance` }).end();
    else if (state.mood === 'slow') setTimeout(() => respond(request, response, pathname, false), SLOW_MS);
    else if (state.mood !== 'hanging') respond(request, response, pathname, state.mood === 'broken');
  };
  const plain = http.createServer(handler);
  const expired = https.createServer(EXPIRED, handler);
  const [port, expiredPort] = await Promise.all([plain, expired].map(listen));
  return {
    get mood() { return state.mood; },
    set mood(mood) { state.mood = mood; },
    port, expiredPort, seen, url: `http://127.0.0.1:${port}`, expiredUrl: `https://localhost:${expiredPort}`,
    close: async () => {
      for (const server of [plain, expired]) {
        server.closeAllConnections();
        await new Promise(resolve => server.close(resolve));
      }
    },
  };
}

function respond(request: http.IncomingMessage, response: http.ServerResponse, path: string, isBroken: boolean): void {
  if (path === '/api/login') {
    answer(response, isBroken ? 500 : 201, 'application/json', JSON.stringify(isBroken ? { error: 'down' } : { token: 'abc123', user: { id: 7 } }));
  } else if (path === '/api/orders') {
    const isKnown = request.headers.authorization === 'Bearer abc123';
    answer(response, isKnown ? 200 : 401, 'application/json', JSON.stringify({ items: [{ id: 'A1', paid: true }], total: 1 }));
  } else if (path in PAGES) {
    // A broken site shows its front page, from which nothing works.
    const broken = path === '/' ? PAGES['/'].replace('Welcome', 'Oh no').replace('<body>', '<body style="background:#f00">') : undefined;
    if (isBroken) answer(response, broken === undefined ? 500 : 200, 'text/html', broken ?? 'Internal error');
    else answer(response, 200, 'text/html', PAGES[path]);
  } else {
    answer(response, 404, 'text/plain', 'Not found');
  }
}

function answer(response: http.ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'connection': 'close' }).end(body);
}

function listen(server: http.Server | https.Server): Promise<number> {
  return new Promise(resolve => server.listen(0, '0.0.0.0', () => resolve((server.address() as AddressInfo).port)));
}
