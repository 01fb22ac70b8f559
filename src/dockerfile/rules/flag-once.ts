import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const flagOnce = syntaxRule({
  id: 'flag-once',
  title: 'Give every flag once',
  severity: 'error',
  aliases: peers(PARSE, 'FLAG_DUPLICATE'),
  why: 'The build stops before it runs anything. Only `--mount`, `--exclude` and `--device` may be repeated.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nCOPY --«chown»=1 --«chown»=2 a b\nUSER 65532',
      good: 'FROM alpine:3.23\nCOPY --chown=2 a b\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nHEALTHCHECK --«retries»=2 --«retries»=2 CMD true\nUSER 65532',
      good: 'FROM alpine:3.23\nHEALTHCHECK --retries=2 CMD true\nUSER 65532',
    },
  ],
});
