import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const validSignal = syntaxRule({
  id: 'valid-signal',
  title: 'Name a signal in STOPSIGNAL',
  severity: 'error',
  aliases: peers(PARSE, 'INVALID_SIGNAL'),
  why: 'A signal is a name, with or without `SIG`, or a number. With any other the build stops before it runs anything.',
  differs: {
    'dockerfile-utils:INVALID_SIGNAL':
      'It takes every word that begins with `SIG` for a signal, and refuses names without it, which BuildKit reads.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nSTOPSIGNAL «SIGFOO»\nUSER 65532',
      good: 'FROM alpine:3.23\nSTOPSIGNAL SIGTERM\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nSTOPSIGNAL «quit-now»\nUSER 65532',
      good: 'FROM alpine:3.23\nSTOPSIGNAL SIGQUIT\nUSER 65532',
    },
  ],
});
