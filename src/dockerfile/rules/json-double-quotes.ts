import { peers, syntaxRule } from '../refused/syntax-report.ts';

export const jsonDoubleQuotes = syntaxRule({
  id: 'json-double-quotes',
  title: 'Write JSON arrays with double quotes',
  severity: 'warning',
  aliases: peers('JSON_IN_SINGLE_QUOTES'),
  why: 'With single quotes it is no array: RUN, CMD and ENTRYPOINT hand the whole text, brackets included, to a shell, which finds no such program; VOLUME, ADD and COPY take every word for a path, brackets and quotes included. The build does not complain.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: "FROM alpine:3.23\nCMD «['/app', 'serve']»\nUSER 65532",
      good: 'FROM alpine:3.23\nCMD ["/app", "serve"]\nUSER 65532',
      fixed: true,
    },
    {
      bad: "FROM alpine:3.23\nVOLUME «['/data']»\nUSER 65532",
      good: 'FROM alpine:3.23\nVOLUME ["/data"]\nUSER 65532',
      fixed: true,
    },
  ],
});
