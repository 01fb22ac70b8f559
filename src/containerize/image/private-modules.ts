import type { FileEntry, Files } from '../../go/files.ts';
import type { GoModule } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import type { Choices, Decision } from '../plan-types.ts';

export interface PrivateModules {
  /** As GOPRIVATE has them, `github.com/acme/*,git.example.com`; null: none that is known of. */
  readonly patterns: string | null;
  readonly decisions: readonly Decision[];
}

/** Where a project says which modules it fetches past the proxy, for itself and for its pipelines. */
const TELLING =
  /^(?:Makefile|GNUmakefile|\.envrc|justfile|Taskfile\.ya?ml|\.gitlab-ci\.ya?ml|\.travis\.yml|Jenkinsfile|azure-pipelines\.ya?ml|Dockerfile(?:\.\w+)?)$/;
const WORKFLOWS = '.github/workflows';

/**
 * The modules that a build fetches with a login: those that a choice names, else those that the repository itself calls
 * private, where the module requires any of them. What is vendored is not fetched.
 */
export async function planPrivateModules(
  module: GoModule,
  root: readonly FileEntry[],
  files: Files,
  { privateModules }: Choices,
): Promise<PrivateModules> {
  const none = { patterns: null, decisions: [] };
  if (privateModules !== undefined) {
    const patterns = privateModules.replace(/\s+/g, '');
    return patterns === '' ? none : { patterns, decisions: [decide(['private modules'], patterns, ['You chose it'])] };
  }
  if (module.vendor) return none;
  for (const file of await tellingFiles(root, files)) {
    const text = (await files.read(file)) ?? '';
    for (const match of text.matchAll(GOPRIVATE)) {
      const [words, patterns = ''] = match;
      if (isComment(text, match.index) || isMatched('any.example/module', patterns)) continue;
      const required = module.requires.find(({ path }) => isMatched(path, patterns));
      if (!required) continue;
      const because: Message = [
        'The repository sets GOPRIVATE so, and go.mod requires `{0}`: a netrc file is mounted while modules are fetched',
        required.path,
      ];
      const line = text.slice(0, match.index).split('\n').length;
      const evidence = { file, line, start: match.index, end: match.index + words.length };
      return { patterns, decisions: [decide(['private modules'], patterns, because, { evidence })] };
    }
  }
  return none;
}

/** `# GOPRIVATE=… does this` explains; and a pattern for everything, as a check of all sources has it, tells nothing apart. */
function isComment(text: string, offset: number): boolean {
  return /^\s*(?:#|\/\/)/.test(text.slice(text.lastIndexOf('\n', offset) + 1, offset));
}

/** A value that is written out: what a variable or a pipeline's secret fills in is not known. */
const GOPRIVATE = /\bGOPRIVATE["']?[ \t]*(?:[:?]?=|:)[ \t]*["']?([\w.*/,?-]+)["']?(?=\s|$|["';&|])/g;

async function tellingFiles(root: readonly FileEntry[], files: Files): Promise<string[]> {
  const own = root.filter(({ folder, name }) => !folder && TELLING.test(name)).map(({ name }) => name);
  if (!root.some(({ folder, name }) => folder && name === '.github')) return own;
  const workflows = (await files.list(WORKFLOWS)).filter(({ folder, name }) => !folder && /\.ya?ml$/.test(name));
  return [...own, ...workflows.map(({ name }) => `${WORKFLOWS}/${name}`)];
}

/** As Go matches GOPRIVATE: a pattern stands for the first elements of a path, `*` and `?` within one. */
function isMatched(path: string, patterns: string): boolean {
  return patterns.split(',').some((pattern) => {
    const elements = pattern.replace(/\/+$/, '').split('/');
    const own = path.split('/');
    return (
      pattern !== '' &&
      elements.length <= own.length &&
      elements.every((element, index) => glob(element).test(own[index] ?? ''))
    );
  });
}

function glob(element: string): RegExp {
  return new RegExp(
    `^${element
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
}
