import { at, entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { type Command, programName } from '../../shell/commands.ts';
import type { GoSetup } from './go-setup.ts';
import { changesFolder, scriptOf } from './script-builds.ts';

/** The jobs of a GitLab pipeline that call Go on the repository in a golang image that says its version. */
export function gitlabGo(file: string, root: Field, text: string): GoSetup[] {
  if (file.includes('/') || !text.includes('golang:') || text.includes('GOTOOLCHAIN')) return [];
  const shared = at(root, 'default', 'image') ?? at(root, 'image');
  return entries(root).flatMap(({ value: job }) => {
    const image = at(job, 'image') ?? shared;
    const scripts = items(at(job, 'script')).map((item) => scriptOf(item, text)?.commands ?? []);
    const commands = scripts.flat();
    if (!image || changesFolder(commands) || !commands.some(callsGo)) return [];
    return setupIn(file, image.kind === 'map' ? at(image, 'name') : image, text);
  });
}

function callsGo(command: Command): boolean {
  return programName(command) === 'go' && /^(?:build|test|vet|run|generate|list)$/.test(command.words[1]?.value ?? '');
}

/** Images of golang keep Go to the version that they have. */
function setupIn(file: string, image: Field | undefined, text: string): GoSetup[] {
  const [, before = '', version] =
    /^((?:(?:docker\.io\/)?library\/)?golang:)(1\.\d+(?:\.\d+)?)(?:-[\w.-]+)?$/.exec(textAt(image) ?? '') ?? [];
  if (!image || version === undefined) return [];
  const start = text.indexOf(before + version, image.start) + before.length;
  const written = { written: version, quoted: true, start, end: start + version.length };
  return [{ file, version, at: written, entry: null, toolchain: 'local', folders: [''] }];
}
