import type { Program } from '../go/project.ts';
import type { ProofRequest } from './types.ts';

/** What can be proved of `image`, from what is known of the program in it. `env` gives the values that the source does not. */
export function proofRequest(
  image: string,
  program: Program,
  env: Readonly<Record<string, string>> = {},
): ProofRequest {
  const listener = program.listens.find(({ port, protocol }) => port !== null && protocol !== 'udp');
  const port = listener?.port ?? null;
  const health = program.health.find((route) => port !== null && (route.port === null || route.port === port));
  return {
    image,
    port,
    healthPath: health?.path ?? null,
    writes: [...new Set(program.writes.map(({ path }) => path))],
    env: { ...configuredPort(listener?.configuredBy ?? [], port), ...env },
  };
}

/** The variable that decides the port is set to it, so that a default of the machine cannot. */
function configuredPort(configuredBy: readonly string[], port: number | null): Record<string, string> {
  const variable = configuredBy.find((source) => /^env:\w*PORT$/.test(source))?.slice('env:'.length);
  return variable === undefined || port === null ? {} : { [variable]: String(port) };
}
