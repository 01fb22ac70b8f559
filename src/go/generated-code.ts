import type { LinkedCode } from './linked-code.ts';
import { joinFolder } from './paths.ts';
import type { GeneratedCode } from './project.ts';
import type { Repository } from './repository.ts';
import { placeOf } from './source-file.ts';

/**
 * Go files that the repository does not hold and that `go generate` makes with nothing but Go itself:
 * `//go:generate go run ../gen -o assets.go`. What needs a tool that somebody must install first is none of them.
 */
export function findGeneratedCode(code: LinkedCode, repository: Repository): GeneratedCode[] {
  return code.packages.flatMap(({ folder, files }) =>
    files.flatMap((file) =>
      file.generates.flatMap((directive): GeneratedCode[] => {
        const [go, run, program = '', ...args] = directive.command.split(/\s+/);
        if (go !== 'go' || (run !== 'run' && run !== 'tool')) return [];
        const made = args
          .map((word) => /^(?:-+[\w-]+=)?([\w./-]+\.go)$/.exec(word)?.[1])
          .find((path) => path !== undefined);
        const path = made === undefined ? null : joinFolder(folder, made);
        if (path === null || repository.kindOf(path) !== null || path.endsWith('_test.go')) return [];
        const reads = args.flatMap((word) => joinFolder(folder, word.replace(/^-+[\w-]+=/, '')) ?? []);
        return [
          {
            ...placeOf(file, directive),
            folder,
            command: `go ${run} ${program}`,
            path,
            reads: reads.filter((read) => read !== path && repository.kindOf(read) !== null),
          },
        ];
      }),
    ),
  );
}
