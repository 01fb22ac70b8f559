import { PARSE, syntaxRule } from '../refused/syntax-report.ts';

export const jsonArrayOfStrings = syntaxRule({
  id: 'json-array-of-strings',
  title: 'Put only strings into JSON arrays',
  severity: 'error',
  aliases: [PARSE],
  why: 'The build stops before it runs anything: numbers, `true` and `null` need quotes, too.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\n«CMD» ["sleep", 10]\nUSER 65532',
      good: 'FROM alpine:3.23\nCMD ["sleep", "10"]\nUSER 65532',
    },
    { bad: 'FROM alpine:3.23\n«VOLUME» [null]\nUSER 65532', good: 'FROM alpine:3.23\nVOLUME ["/data"]\nUSER 65532' },
  ],
});
