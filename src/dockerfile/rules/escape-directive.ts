import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const escapeDirective = syntaxRule({
  id: 'escape-directive',
  title: 'Give each directive once, and escape with \\ or a backtick',
  severity: 'error',
  aliases: peers(PARSE, 'INVALID_ESCAPE_DIRECTIVE', 'DUPLICATED_ESCAPE_DIRECTIVE'),
  why: 'The directives at the top say how the rest is read; one that contradicts another, or an escape character that there is not, stops the build before it runs anything.',
  differs: {
    'dockerfile-utils:DUPLICATED_ESCAPE_DIRECTIVE':
      'It counts directives behind a line that is none for BuildKit, which ends them.',
  },
  exampleOf: 'dockerfile',
  examples: [
    { bad: '# escape=«x»\nFROM alpine:3.23\nUSER 65532', good: '# escape=`\nFROM alpine:3.23\nUSER 65532' },
    { bad: '# escape=`\n# «escape=`»\nFROM alpine:3.23\nUSER 65532', good: '# escape=`\nFROM alpine:3.23\nUSER 65532' },
  ],
});
