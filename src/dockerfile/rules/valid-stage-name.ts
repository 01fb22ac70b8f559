import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const validStageName = syntaxRule({
  id: 'valid-stage-name',
  title: 'Begin the name of a stage with a letter',
  severity: 'error',
  aliases: peers(PARSE, 'INVALID_BUILD_STAGE_NAME'),
  why: 'A name is a letter, then letters, digits, `-`, `_` and `.`. With any other the build stops before it runs anything.',
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:3.23 AS «1st»\nUSER 65532', good: 'FROM alpine:3.23 AS first\nUSER 65532' },
    { bad: 'FROM alpine:3.23 AS «my+stage»\nUSER 65532', good: 'FROM alpine:3.23 AS my-stage\nUSER 65532' },
  ],
});
