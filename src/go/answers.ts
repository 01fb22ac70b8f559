import type { Certainty, Place } from './project.ts';

export interface Route extends Place {
  /** HTTP method, or null where any is served. */
  readonly method: string | null;
  readonly path: string;
  /** True: it answers for that path only, even where it ends in a slash; absent: it may be a subtree. */
  readonly exact?: true;
  /** True: with a slash more or less at its end, the path is another one; absent: that may come here, too. */
  readonly asWritten?: true;
  /** What answers 401 there to whoever brings no login; absent: nothing is known to. */
  readonly login?: Place;
  readonly certainty: Certainty;
  /** What moves it to another path: `env:BASE_PATH`, `flag:prefix`. */
  readonly configuredBy?: readonly string[];
}

export interface HealthRoute extends Place {
  /** Of `grpc.health.v1` the service's name, mostly empty. */
  readonly path: string;
  readonly protocol: 'http' | 'grpc';
  /** As of the route that it is. */
  readonly exact?: true;
  /** Port of the listener that serves it; null where the source does not decide. */
  readonly port: number | null;
  readonly purpose: 'liveness' | 'readiness' | 'health';
  /** The server of gRPC asks for TLS, whatever its settings. */
  readonly secured?: true;
  /** Nobody serves it unless a setting says so. */
  readonly isOff?: true;
  /** Its port answers nothing but health checks, at the paths of those that are told and below. */
  readonly isAlone?: true;
  /** A call in its handler that a database or another server must answer; absent: none is seen. */
  readonly asks?: Place;
  readonly certainty: Certainty;
  readonly configuredBy?: readonly string[];
}

export interface GrpcService extends Place {
  /** With its package, `shop.v1.Orders`. */
  readonly name: string;
  /** Null: they are not known here. */
  readonly methods: readonly string[] | null;
}

export interface MetricsRoute extends Place {
  readonly path: string;
  readonly port: number | null;
  readonly certainty: Certainty;
  /** The server answers with them at whatever path is asked. */
  readonly everywhere?: true;
  readonly configuredBy?: readonly string[];
}

export interface ProfileRoute extends Place {
  readonly path: string;
  readonly port: number | null;
  readonly certainty: Certainty;
}
