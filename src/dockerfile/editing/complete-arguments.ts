import type { Completion } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Dockerfile } from '../model.ts';
import type { Caret } from './caret.ts';
import { argumentNames, environmentNames, labelKeys } from './complete-names.ts';
import { copyArguments, startCommands } from './complete-copy.ts';
import { valueItem } from './complete-value.ts';
import { imageItems } from './complete-image.ts';
import { completeTrigger } from './complete-keyword.ts';
import { completeShell } from './complete-shell.ts';
import { stageItems } from './complete-stage.ts';
import { userItems } from './complete-user.ts';
import { SHELL_FORMS, STOP_SIGNALS } from './argument-values.ts';
import type { Surroundings } from './surroundings.ts';

/** What may stand behind the flags, by instruction. */
export function completeArguments(
  dockerfile: Dockerfile,
  caret: Caret,
  surroundings: Surroundings,
): readonly Completion[] {
  const { instruction, replace, typed, argument } = caret;
  switch (instruction.keyword) {
    case 'FROM':
      if (argument === 0) return [...stageItems(dockerfile, instruction, replace), ...imageItems(dockerfile, replace)];
      return argument === 1 ? [asItem(dockerfile, caret)] : [];
    case 'RUN':
      return completeShell(dockerfile, caret);
    case 'COPY':
    case 'ADD':
      return copyArguments(dockerfile, caret, surroundings);
    case 'WORKDIR':
      return argument === 0 ? folders(dockerfile, replace) : [];
    case 'USER':
      return argument === 0 ? userItems(dockerfile, instruction, replace) : [];
    case 'EXPOSE':
      return ports(surroundings, replace);
    case 'ENV':
      return typed.includes('=') ? [] : environmentNames(surroundings, replace);
    case 'ARG':
      return typed.includes('=') ? [] : argumentNames(dockerfile, instruction, replace);
    case 'LABEL':
      return typed.includes('=') ? [] : labelKeys(replace);
    case 'STOPSIGNAL':
      return argument === 0 ? STOP_SIGNALS.map(([name, about]) => valueItem(name, replace, about)) : [];
    case 'SHELL':
      return instruction.words.length > 1 ? [] : SHELL_FORMS.map((form) => valueItem(form, wholeOf(caret)));
    case 'HEALTHCHECK':
      return argument === 0 ? healthForms(replace) : [];
    case 'ONBUILD':
      return argument === 0 ? completeTrigger(dockerfile, replace) : [];
    case 'CMD':
    case 'ENTRYPOINT':
      return argument === 0 && instruction.json === null ? startCommands(dockerfile, caret) : [];
    default:
      return [];
  }
}

function asItem({ text }: Dockerfile, { instruction: { keywordRange }, replace }: Caret): Completion {
  const keyword = text.slice(keywordRange.start, keywordRange.end);
  const label = keyword === keyword.toLowerCase() ? 'as' : 'AS';
  return {
    label,
    kind: 'keyword',
    markdown: [['Names the stage.']],
    insert: `${label} \${1:build}`,
    snippet: true,
    replace,
  };
}

/** From the first character of the arguments to the caret: `[` begins no word of its own. */
function wholeOf({ instruction: { rest }, replace }: Caret): Range {
  return { start: rest.text === '' ? replace.start : Math.min(rest.at(0), replace.start), end: replace.end };
}

function folders({ instructions }: Dockerfile, replace: Range): Completion[] {
  const used = instructions.flatMap(({ keyword, words }) => (keyword === 'WORKDIR' ? (words[0]?.value ?? []) : []));
  const known = new Set([...used.filter((folder) => folder.startsWith('/')), '/src', '/app', '/work']);
  return [...known].map((folder) => ({ ...valueItem(folder, replace), kind: 'folder' }));
}

function ports({ ports: known = [] }: Surroundings, replace: Range): Completion[] {
  const byPort = new Map(known.map(({ port, where }) => [port, where]));
  if (byPort.size === 0) byPort.set(8080, '');
  return [...byPort].map(([port, where]) => ({ ...valueItem(String(port), replace), detail: where }));
}

function healthForms(replace: Range): Completion[] {
  return [
    {
      label: 'CMD',
      kind: 'keyword',
      markdown: [['The command that tells: 0 is healthy, 1 unhealthy.']],
      insert: 'CMD ["${1:/app}", "${2:health}"]',
      snippet: true,
      replace,
    },
    {
      label: 'NONE',
      kind: 'keyword',
      markdown: [['No health check, also not the one of the base image.']],
      insert: 'NONE',
      replace,
    },
  ];
}
