import type { Listener } from './project.ts';

const GIN = 'github.com/gin-gonic/gin';
const ECHO = 'github.com/labstack/echo';
const FIBER = 'github.com/gofiber/fiber';

/**
 * Calls that open a port. `address`: index of the argument that says where; `server`: the receiver is a http.Server whose
 * Addr says it; `listener`: index of the argument that is a net.Listener; `handler`: index of what is served.
 */
export interface ListenCall {
  readonly protocol: Exclude<Listener['protocol'], null>;
  readonly address?: number;
  readonly server?: true;
  readonly listener?: number;
  readonly handler?: number | 'receiver';
  /** Index of the argument that holds the server instead of the receiver. */
  readonly serverArgument?: number;
  /** Where the address may be left out: the variable that is read then, and the port without it. */
  readonly fallback?: { readonly env: string; readonly port: number };
}

export const LISTEN_CALLS: ReadonlyMap<string, ListenCall> = new Map<string, ListenCall>([
  ['net/http.ListenAndServe', { protocol: 'http', address: 0, handler: 1 }],
  ['net/http.ListenAndServeTLS', { protocol: 'https', address: 0, handler: 3 }],
  ['net/http.Serve', { protocol: 'http', listener: 0, handler: 1 }],
  ['net/http.ServeTLS', { protocol: 'https', listener: 0, handler: 1 }],
  ['net/http.Server.ListenAndServe', { protocol: 'http', server: true }],
  ['net/http.Server.ListenAndServeTLS', { protocol: 'https', server: true }],
  ['net/http.Server.Serve', { protocol: 'http', listener: 0, server: true }],
  ['net/http.Server.ServeTLS', { protocol: 'https', listener: 0, server: true }],
  [`${GIN}.Engine.Run`, { protocol: 'http', address: 0, handler: 'receiver', fallback: { env: 'PORT', port: 8080 } }],
  [`${GIN}.Engine.RunTLS`, { protocol: 'https', address: 0, handler: 'receiver' }],
  [`${GIN}.Engine.RunListener`, { protocol: 'http', listener: 0, handler: 'receiver' }],
  [`${ECHO}.Echo.Start`, { protocol: 'http', address: 0, handler: 'receiver' }],
  [`${ECHO}.Echo.StartTLS`, { protocol: 'https', address: 0, handler: 'receiver' }],
  [`${ECHO}.Echo.StartAutoTLS`, { protocol: 'https', address: 0, handler: 'receiver' }],
  [`${ECHO}.Echo.StartH2CServer`, { protocol: 'http', address: 0, handler: 'receiver' }],
  [`${ECHO}.Echo.StartServer`, { protocol: 'http', serverArgument: 0, handler: 'receiver' }],
  [`${FIBER}.App.Listen`, { protocol: 'http', address: 0, handler: 'receiver' }],
  [`${FIBER}.App.ListenTLS`, { protocol: 'https', address: 0, handler: 'receiver' }],
  [`${FIBER}.App.Listener`, { protocol: 'http', listener: 0, handler: 'receiver' }],
  ['github.com/valyala/fasthttp.ListenAndServe', { protocol: 'http', address: 0, handler: 1 }],
  ['github.com/valyala/fasthttp.ListenAndServeTLS', { protocol: 'https', address: 0 }],
  ['google.golang.org/grpc.Server.Serve', { protocol: 'grpc', listener: 0 }],
]);

/** Calls that open a socket which something else serves. */
export const SOCKET_CALLS: ReadonlyMap<string, { readonly network: number; readonly address: number }> = new Map([
  ['net.Listen', { network: 0, address: 1 }],
  ['net.ListenPacket', { network: 0, address: 1 }],
  ['crypto/tls.Listen', { network: 0, address: 1 }],
]);

/** Last names of all of them, to look calls up by. */
export const LISTEN_NAMES: readonly string[] = [
  ...new Set([...LISTEN_CALLS.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1))),
];
export const SOCKET_NAMES: readonly string[] = ['Listen', 'ListenPacket'];
