import type { GoModule, Program } from '../../go/project.ts';
import { decide } from '../decision.ts';
import type { Decision } from '../plan-types.ts';

/** From this release on, Go fits GOMAXPROCS to the CPU limit of its container: https://go.dev/doc/go1.25 */
const CONTAINER_AWARE = 25;

export interface GoRuntime {
  /** Variables that fit the Go runtime to its container. */
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly decisions: readonly Decision[];
}

/** What the manifests must tell the Go runtime of its container, where program and release do not find it out. */
export function fitRuntime(
  { runtimeLimits, env }: Program,
  { go }: GoModule,
  limits: { readonly goMemoryLimit: string },
): GoRuntime {
  const decisions: Decision[] = [];
  const variables: { name: string; value: string }[] = [];
  if (runtimeLimits.memory) {
    decisions.push(
      decide(['memory of Go'], ['left to the program'], ['It sets the limit of the Go runtime itself'], {
        evidence: runtimeLimits.memory,
      }),
    );
  } else {
    variables.push({ name: 'GOMEMLIMIT', value: limits.goMemoryLimit });
  }
  const minor = Number(/^1\.(\d+)/.exec(go ?? '')?.[1] ?? NaN);
  if (runtimeLimits.processors) {
    decisions.push(
      decide(['processors of Go'], ['left to the program'], ['It sets the number itself'], {
        evidence: runtimeLimits.processors,
      }),
    );
  } else if (minor < CONTAINER_AWARE && !env.some(({ name }) => name === 'GOMAXPROCS')) {
    variables.push({ name: 'GOMAXPROCS', value: '2' });
    decisions.push(
      decide(['processors of Go'], 'GOMAXPROCS=2', [
        'A module that asks for go {0} does not look at its container (from 1.25 on it does): on a large node it would run a thread for each processor',
        go ?? '',
      ]),
    );
  }
  return { env: variables, decisions };
}
