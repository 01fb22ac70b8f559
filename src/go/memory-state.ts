import type { Place } from './project.ts';

/** Where a program adds to what it keeps in its memory for later callers; absent of a program: nowhere that is known. */
export interface MemoryState extends Place {
  /**
   * What does it: a call of gRPC, a mutation, a table of sessions that other requests look in, a library’s server, a request
   * whose own words are kept, or a hub that tells everybody who is connected to it.
   */
  readonly by?: {
    readonly kind: 'grpc' | 'graphql' | 'sessions' | 'library' | 'request' | 'hub';
    readonly name: string;
  };
}
