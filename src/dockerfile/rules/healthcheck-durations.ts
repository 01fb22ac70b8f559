import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const healthcheckDurations = syntaxRule({
  id: 'healthcheck-durations',
  title: 'Write times that can be read',
  severity: 'error',
  aliases: peers(PARSE, 'FLAG_INVALID_DURATION', 'FLAG_LESS_THAN_1MS', 'FLAG_MISSING_DURATION', 'FLAG_UNKNOWN_UNIT'),
  why: 'A time is one or more numbers, each with a unit: `ns`, `us`, `ms`, `s`, `m` or `h`. Anything else, and less than a millisecond, stops the build before it runs anything. Zero is taken for “not set”: the default, not none.',
  differs: {
    'dockerfile-utils:FLAG_LESS_THAN_1MS':
      'It refuses zero, which BuildKit reads as the default: that is an advice here.',
    'dockerfile-utils:FLAG_INVALID_DURATION': 'A plus sign before the number is right.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nHEALTHCHECK --interval=«30» CMD true\nUSER 65532',
      good: 'FROM alpine:3.23\nHEALTHCHECK --interval=30s CMD true\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nHEALTHCHECK --timeout=«5sec» CMD true\nUSER 65532',
      good: 'FROM alpine:3.23\nHEALTHCHECK --timeout=5s CMD true\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nHEALTHCHECK --«interval»=10us CMD true\nUSER 65532',
      good: 'FROM alpine:3.23\nHEALTHCHECK --interval=10ms CMD true\nUSER 65532',
    },
  ],
});
