import { peers, syntaxRule } from '../refused/syntax-report.ts';

export const directiveCasing = syntaxRule({
  id: 'directive-casing',
  title: 'Write directives in lower case',
  severity: 'hint',
  aliases: peers('CASING_DIRECTIVE'),
  why: 'The build reads them in any case; everybody writes them in lower case, and other tools look for that.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: '# «Escape»=`\nFROM alpine:3.23\nUSER 65532',
      good: '# escape=`\nFROM alpine:3.23\nUSER 65532',
      fixed: true,
    },
    {
      bad: '# «SYNTAX»=docker/dockerfile:1\nFROM alpine:3.23\nUSER 65532',
      good: '# syntax=docker/dockerfile:1\nFROM alpine:3.23\nUSER 65532',
      fixed: true,
    },
  ],
});
