import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { parsePort } from '../syntax/expose.ts';
import { exposedWords } from '../syntax/exposed-words.ts';
import type { DockerfileRule } from '../subject.ts';

export const exposeProtocolCasing: DockerfileRule = {
  id: 'expose-protocol-casing',
  title: 'Write the protocol of EXPOSE in lower case',
  severity: 'info',
  aliases: ['buildkit:ExposeProtoCasing'],
  why: 'The image records `80/tcp`, however it is written. Tools that read the Dockerfile itself may not know `80/TCP`.',
  exampleOf: 'dockerfile',
  about: ['EXPOSE'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nEXPOSE 80/«TCP» 53/«Udp» 443\nUSER 65532',
      good: 'FROM alpine:3.23\nEXPOSE 80/tcp 53/udp 443\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nARG PORT=80/TCP\nEXPOSE «$PORT»\nUSER 65532',
      good: 'FROM alpine:3.23\nARG PORT=80/tcp\nEXPOSE $PORT\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const { word, value } of exposedWords(dockerfile)) {
      // Of `$PORT/TCP` the port need not be known.
      const [, protocol = ''] = /\/([a-z]+)$/i.exec(value ?? word.text) ?? [];
      if (protocol === protocol.toLowerCase() || !parsePort(value ?? `1/${protocol}`)) continue;
      const literal = word.text.endsWith(protocol) && word.end - word.start === word.text.length;
      const place = literal ? { start: word.end - protocol.length, end: word.end } : rangeOf(word);
      yield {
        ...place,
        message: ['The protocol of `{0}` has capitals', value ?? word.text],
        ...(literal
          ? {
              fixes: [
                {
                  title: ['Write `{0}`', protocol.toLowerCase()],
                  safe: true,
                  edits: [{ ...place, text: protocol.toLowerCase() }],
                },
              ],
            }
          : {}),
      };
    }
  },
};
