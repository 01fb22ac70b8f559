import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const shellAsArray = syntaxRule({
  id: 'shell-as-array',
  title: 'Write SHELL as a JSON array',
  severity: 'error',
  aliases: peers(PARSE, 'SHELL_JSON_FORM', 'SHELL_REQUIRES_ONE'),
  why: 'SHELL has no other form: the build stops before it runs anything.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nSHELL «/bin/bash -c»\nUSER 65532',
      good: 'FROM alpine:3.23\nSHELL ["/bin/bash", "-c"]\nUSER 65532',
      fixed: true,
    },
    { bad: 'FROM alpine:3.23\nSHELL «[]»\nUSER 65532', good: 'FROM alpine:3.23\nSHELL ["/bin/sh", "-c"]\nUSER 65532' },
  ],
});
