import { entryAt } from '../../dockerfile/files/file-tree.ts';
import { replaceValue } from '../../kubernetes/edit.ts';
import { at } from '../../kubernetes/fields.ts';
import { similarWord } from '../../lint/similar-word.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import { folderOf } from '../matching/program-names.ts';
import type { ContractRule } from '../rule.ts';

const DEPLOYED = (path: string) => deploymentOf('ports: []').replace(/(image:) .*/, `$1 ${path}`);
const { 'main.go': main = '', ...others } = serverFiles(':8080');

export const koPackageExists: ContractRule = {
  id: 'ko-package-exists',
  title: 'Let ko build a package that the module has',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: '`ko resolve` and `ko apply` build the package behind `ko://` and put the name of its image in its place. A folder that the module does not have builds nothing, and nothing is applied.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: DEPLOYED('«ko://example.com/shop/cmd/shpo»'),
      good: DEPLOYED('ko://example.com/shop/cmd/shop'),
      fixed: true,
      files: { ...others, 'cmd/shop/main.go': main },
    },
  ],
  about: 'container',
  *check({ facts }, { go, list }) {
    const { image } = facts;
    const path = /^ko:\/\/([\w./-]+)$/.exec(image?.value ?? '')?.[1];
    if (!image || path === undefined || !list) return;
    const within = go.modules.filter((one) => path === one.module || path.startsWith(`${one.module}/`));
    // The innermost module around it.
    const module = within.sort((one, other) => other.module.length - one.module.length)[0];
    if (!module) return;
    const below = path.slice(module.module.length + 1);
    const folder = [module.dir === '.' ? '' : module.dir, below].filter((part) => part !== '').join('/');
    if (folder === '' || entryAt(list, folder) !== undefined) return;
    const folders = go.programs.filter(({ moduleDir }) => moduleDir === module.dir).map(folderOf);
    const meant = similarWord(folder, folders);
    const next =
      meant === undefined ? undefined : image.value.slice(0, -below.length) + meant.slice(folder.length - below.length);
    const field = at(facts.container.field, 'image');
    const edit = field && next !== undefined ? replaceValue(facts.object.file.text, field, next) : undefined;
    yield {
      sides: [{ file: facts.file, start: image.start, end: image.end, message: ['There is no folder `{0}`', folder] }],
      repairs:
        edit && next !== undefined
          ? [{ title: ['Use `{0}`', next], changes: [{ file: facts.file, edits: [edit] }] }]
          : [],
    };
  },
};
