import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { exposedWords } from '../syntax/exposed-words.ts';
import type { DockerfileRule } from '../subject.ts';

export const exposePortOnly: DockerfileRule = {
  id: 'expose-port-only',
  title: 'Give EXPOSE the port of the container only',
  severity: 'warning',
  aliases: ['buildkit:ExposeInvalidFormat', 'buildkit:parse', 'dockerfile-utils:INVALID_PORT'],
  why: 'EXPOSE records which port the program listens on. It publishes nothing: an address or a port of the host is dropped, and Docker has announced that it will become an error. `docker run -p` and Kubernetes’ Services publish.',
  exampleOf: 'dockerfile',
  about: ['EXPOSE'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nEXPOSE «8080:80»\nUSER 65532',
      good: 'FROM alpine:3.23\nEXPOSE 80\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nEXPOSE «127.0.0.1:8080:80/tcp» «[::1]:53:53/udp» 443\nUSER 65532',
      good: 'FROM alpine:3.23\nEXPOSE 80/tcp 53/udp 443\nUSER 65532',
      fixed: true,
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const { word, value } of exposedWords(dockerfile)) {
      if (value === undefined) continue;
      const [, host = '', port = ''] = /^(.*):([^:]*)$/.exec(value) ?? [];
      if (!value.includes(':') || !/^\d+(?:-\d+)?(?:\/\w*)?$/.test(port)) continue;
      const literal = word.text === value && word.end - word.start === word.text.length;
      // `:80` names neither address nor port of the host.
      const empty = host.replaceAll(':', '') === '';
      const refused = !empty && !isHostPart(host);
      const address = !/^\d+(?:-\d+)?$/.test(host);
      yield {
        ...rangeOf(word),
        ...(empty ? { severity: 'info' } : refused ? { severity: 'error' } : {}),
        aliases: [
          ...(empty ? [] : ['buildkit:ExposeInvalidFormat']),
          ...(refused ? ['buildkit:parse'] : []),
          ...(address ? ['dockerfile-utils:INVALID_PORT'] : []),
        ],
        message: refused
          ? [
              '`{0}` is more than a port, and `{1}` is neither a port nor an address with a port of the host',
              value,
              host,
            ]
          : ['`{0}` is more than a port: `{1}` has no effect', value, `${host}:`],
        ...(literal
          ? { fixes: [{ title: ['Write `{0}`', port], safe: true, edits: [{ ...rangeOf(word), text: port }] }] }
          : {}),
      };
    }
  },
};

/** `8080`, `8080-8090`, `127.0.0.1:`, `127.0.0.1:8080` or `[::1]:8080`: what may stand before the port. */
function isHostPart(host: string): boolean {
  const [, address, ports = ''] = /^(?:(.*):)?([^:]*)$/.exec(host) ?? [];
  const inRange =
    ports === '' || (/^\d+(?:-\d+)?$/.test(ports) && ports.split('-').every((port) => Number(port) <= 65535));
  if (address === undefined || address === '') return inRange;
  return (
    inRange &&
    (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) || (address.includes(':') && /^\[?[\da-f:.]+\]?$/i.test(address)))
  );
}
