import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const flagValue = syntaxRule({
  id: 'flag-value',
  title: 'Give flags values that they can take',
  severity: 'error',
  aliases: peers(
    PARSE,
    'FLAG_MISSING_VALUE',
    'FLAG_EXPECTED_BOOLEAN_VALUE',
    'FLAG_INVALID_LINK_VALUE',
    'FLAG_INVALID_FROM_VALUE',
    'FLAG_AT_LEAST_ONE',
    'INVALID_SYNTAX',
  ),
  why: 'The build stops before it runs anything. Two values are passed over and do not do what they say: `--retries=0` is the default of three, and an empty `--from` copies from the build context.',
  differs: {
    'dockerfile-utils:FLAG_INVALID_FROM_VALUE': 'It looks at `--from` only where there is no other flag.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nCOPY --«chown» a b\nUSER 65532',
      good: 'FROM alpine:3.23\nCOPY --chown=1:1 a b\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nCOPY --link=«maybe» a b\nUSER 65532',
      good: 'FROM alpine:3.23\nCOPY --link=true a b\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nHEALTHCHECK --retries=«few» CMD true\nUSER 65532',
      good: 'FROM alpine:3.23\nHEALTHCHECK --retries=3 CMD true\nUSER 65532',
    },
  ],
});
