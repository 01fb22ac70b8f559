import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const closedQuotes = syntaxRule({
  id: 'closed-quotes',
  title: 'Close quotes',
  severity: 'error',
  aliases: peers(PARSE, 'SYNTAX_MISSING_DOUBLE_QUOTE', 'SYNTAX_MISSING_SINGLE_QUOTE'),
  why: 'Where the build replaces variables it reads quotes, too: one that has no end stops it before it runs anything.',
  differs: {
    'dockerfile-utils:SYNTAX_MISSING_DOUBLE_QUOTE':
      'It speaks of closed quotes with more text behind them, too, as in `A="b"c`, which the build reads.',
  },
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:3.23\nENV A=«"b»\nUSER 65532', good: 'FROM alpine:3.23\nENV A="b"\nUSER 65532' },
    { bad: 'FROM alpine:3.23\nWORKDIR «"/src»\nUSER 65532', good: 'FROM alpine:3.23\nWORKDIR "/src"\nUSER 65532' },
  ],
});
