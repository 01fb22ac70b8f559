import type { Place } from './project.ts';

/** Where a program adds to what it keeps in its memory for later callers; absent of a program: nowhere that is known. */
export interface MemoryState extends Place {
  /** What does it: a call of gRPC, a mutation, a table of sessions that other requests look in, or a library’s server. */
  readonly by?: { readonly kind: 'grpc' | 'graphql' | 'sessions' | 'library'; readonly name: string };
}
