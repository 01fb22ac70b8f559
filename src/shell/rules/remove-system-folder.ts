import type { Report } from '../../lint/rule.ts';
import { readArguments } from '../options.ts';
import { programRule } from '../rule.ts';

export const removeSystemFolder = programRule(
  {
    id: 'remove-system-folder',
    title: 'Keep the folders of the system',
    severity: 'warning',
    aliases: ['shellcheck:SC2114', 'shellcheck:SC2115'],
    why: 'Without `/usr`, `/bin` or `/etc` no program of the image starts. Where a folder below was meant, a blank or a variable is missing.',
    exampleOf: 'shell',
    programs: ['rm'],
    examples: [
      { bad: 'rm -rf «/usr» /share/doc', good: 'rm -rf /usr/share/doc' },
      { bad: 'rm -r «/»', good: 'rm -rf /tmp/x /var/lib/apt/lists/* /var/cache/apk/*; rm -f /usr/bin/x' },
    ],
  },
  function* (command): Iterable<Report> {
    const read = readArguments(command);
    if (!read.options.some(({ name }) => ['-r', '-R', '--recursive'].includes(name))) return;
    for (const { start, end, value } of read.operands) {
      const path = value.replace(/(.)\/+$/, '$1');
      const content = path.endsWith('/*') ? path.slice(0, -2) : undefined;
      if (!FOLDERS.has(content ?? path) || content === '/mnt' || content === '/media') continue;
      const aliases = [content === undefined ? 'shellcheck:SC2114' : 'shellcheck:SC2115'];
      yield { start, end, message: ['`{0}` is a folder of the system', value], aliases };
    }
  },
);

const FOLDERS = new Set([
  ...['/', '/bin', '/boot', '/dev', '/etc', '/home', '/lib', '/lib32', '/lib64', '/media', '/mnt', '/proc'],
  ...['/run', '/sbin', '/sys', '/usr', '/usr/bin', '/usr/lib', '/usr/lib64', '/usr/local', '/usr/sbin', '/usr/share'],
  ...['/usr/include', '/var', '/var/lib', '/var/log', '/var/spool'],
]);
