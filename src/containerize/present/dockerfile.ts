import { olderGolang } from '../../contract/builds/golang-image.ts';
import { finalStage } from '../../dockerfile/stages/final.ts';
import { goCommands } from '../../dockerfile/commands/go-commands.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import type { Files } from '../../go/files.ts';
import { decide } from '../decision.ts';
import type { Decision } from '../plan-types.ts';
import { type PresentRun, readPresentRun } from './run.ts';

export interface PresentDockerfile {
  readonly path: string;
  readonly dockerfile: Dockerfile;
  /** It compiles the program, rather than to copy what was built outside of it. */
  readonly builds: boolean;
  /** The TCP ports that its image exposes, in their order. */
  readonly ports: readonly number[];
  readonly run: PresentRun;
  readonly decision: Decision;
}

/**
 * What a Dockerfile of the repository says of the image; null where there is none. `go`: what go.mod asks for, or nothing.
 * `mounts`: paths that the workload that runs it brings. `context`: the folder that it is built in.
 */
export async function readPresentDockerfile(
  files: Files,
  path: string,
  go: string,
  mounts: readonly string[],
  context = '.',
): Promise<PresentDockerfile | null> {
  const text = await files.read(path);
  if (text === null) return null;
  const dockerfile = parseDockerfile(text);
  const final = finalStage(dockerfile);
  const builds = dockerfile.instructions.some(
    (one) =>
      one.keyword === 'RUN' &&
      (goCommands(dockerfile, one).length > 0 ||
        /\b(?:make|mage|task|just|bazel|build\.sh)\b/.test(text.slice(one.start, one.end))),
  );
  const ports = final?.ports.filter(({ protocol, lastPort }) => protocol === 'tcp' && lastPort === undefined) ?? [];
  const user = final?.user?.value ?? 'root';
  const evidence = { file: path, start: 0, end: 0, line: 1 };
  const exposed = ports.map(({ port }) => String(port)).join(', ');
  const older = olderGolang(dockerfile, go);
  const decision = builds
    ? decide(
        ['Dockerfile'],
        path,
        older === undefined
          ? exposed === ''
            ? ['It is there and builds the program (user {0}, no EXPOSE): it stays until you replace it', user]
            : ['It is there and builds the program (user {0}, ports {1}): it stays until you replace it', user, exposed]
          : [
              'It is there and builds the program (user {0}, ports {1}), but with `{2}`, which is older than the go {3} of go.mod: it stays until you replace it',
              user,
              exposed || '–',
              older,
              go,
            ],
        { evidence },
      )
    : decide(
        ['Dockerfile'],
        path,
        ['It copies a program that was built outside of it: it stays, and one that builds comes beside it'],
        {
          evidence,
        },
      );
  return {
    path,
    dockerfile,
    builds,
    ports: ports.map(({ port }) => port),
    run: await readPresentRun(dockerfile, path, files, mounts, context),
    decision,
  };
}
