import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const variableModifier = syntaxRule({
  id: 'variable-modifier',
  title: 'Write variables that can be expanded',
  severity: 'error',
  aliases: peers(PARSE, 'UNSUPPORTED_MODIFIER'),
  why: 'The build knows `${a:-b}`, `${a:+b}`, `${a:?b}`, the same without the colon, `${a#b}`, `${a##b}`, `${a%b}`, `${a%%b}`, `${a/b/c}` and `${a//b/c}`. Anything else between the braces stops it before it runs anything. In RUN a shell reads them.',
  differs: {
    'dockerfile-utils:UNSUPPORTED_MODIFIER':
      'It speaks of variables where the build replaces none, too: in `ONBUILD RUN`, the command of HEALTHCHECK, SHELL and MAINTAINER.',
  },
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:3.23\nWORKDIR /${A:«=»b}\nUSER 65532', good: 'FROM alpine:3.23\nWORKDIR /${A:-b}\nUSER 65532' },
    { bad: 'FROM alpine:3.23\nENV B=«${A»\nUSER 65532', good: 'FROM alpine:3.23\nENV B=${A}\nUSER 65532' },
  ],
});
