import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const fromAs = syntaxRule({
  id: 'from-as',
  title: 'Write AS between the image and the name of the stage',
  severity: 'error',
  aliases: peers(PARSE, 'INVALID_AS'),
  why: 'FROM takes an image, and behind `AS` the name of the stage. With another word between them the build stops before it runs anything.',
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:3.23 «SA» build\nUSER 65532', good: 'FROM alpine:3.23 AS build\nUSER 65532', fixed: true },
    { bad: 'FROM alpine:3.23 «named» build\nUSER 65532', good: 'FROM alpine:3.23 AS build\nUSER 65532' },
  ],
});
