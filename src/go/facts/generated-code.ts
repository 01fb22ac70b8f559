import type { LinkedCode } from '../code/linked-code.ts';
import { joinFolder } from '../paths.ts';
import type { GeneratedCode } from '../made-first.ts';
import type { Repository } from '../modules/repository.ts';
import { placeOf } from '../syntax/source-file.ts';

/** Flags of `go run` whose value may be the next word. */
const VALUED = /^--?(?:C|asmflags|exec|gcflags|ldflags|mod|modfile|overlay|p|pkgdir|tags)$/;

/**
 * Go files that the repository does not hold and that `go generate` makes with nothing but Go itself:
 * `//go:generate go run ../gen -o assets.go`. What needs a tool that somebody must install first is none of them.
 */
export function findGeneratedCode(code: LinkedCode, repository: Repository): GeneratedCode[] {
  return code.packages.flatMap(({ folder, files, declared }) => {
    // What is imported and declares nothing is what its generator makes of it, by whatever name.
    const isBare = declared.names.size === 0;
    return files.flatMap((file) =>
      file.generates.flatMap((directive): GeneratedCode[] => {
        const [go, run, ...rest] = directive.command.split(/\s+/);
        if (go !== 'go' || (run !== 'run' && run !== 'tool')) return [];
        const { before, args } = parted(rest);
        const made = args
          .map((word) => /^(?:-+[\w-]+=)?([\w./-]+\.go)$/.exec(word)?.[1])
          .find((path) => path !== undefined);
        const path = made === undefined ? (isBare ? folder : null) : joinFolder(folder, made);
        if (path === null || path.endsWith('_test.go') || (path !== folder && repository.kindOf(path) !== null))
          return [];
        const reads = args.flatMap((word) => joinFolder(folder, word.replace(/^-+[\w-]+=/, '')) ?? []);
        return [
          {
            ...placeOf(file, directive),
            folder,
            command: ['go', run, ...before].join(' '),
            path,
            reads: reads.filter((read) => read !== path && repository.kindOf(read) !== null),
          },
        ];
      }),
    );
  });
}

/** The words up to the program, which may be several files, and what it is given. */
function parted(words: readonly string[]): { readonly before: string[]; readonly args: string[] } {
  let at = 0;
  while (words[at]?.startsWith('-')) at += VALUED.test(words[at] ?? '') ? 2 : 1;
  const isFile = (word: string | undefined) => word?.endsWith('.go') === true && !word.startsWith('-');
  if (isFile(words[at])) while (isFile(words[at + 1])) at++;
  return { before: words.slice(0, at + 1), args: words.slice(at + 1) };
}
