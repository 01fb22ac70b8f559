import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const knownInstruction = syntaxRule({
  id: 'known-instruction',
  title: 'Write instructions that exist',
  severity: 'error',
  aliases: peers(PARSE, 'UNKNOWN_INSTRUCTION'),
  why: 'The build stops before it runs anything. In ONBUILD the image is built, and every build that uses it as its base fails.',
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:3.23\n«RUNN» true\nUSER 65532', good: 'FROM alpine:3.23\nRUN true\nUSER 65532', fixed: true },
    {
      bad: 'FROM alpine:3.23\nONBUILD «COPPY» a b\nUSER 65532',
      good: 'FROM alpine:3.23\nONBUILD COPY a b\nUSER 65532',
      fixed: true,
    },
  ],
});
