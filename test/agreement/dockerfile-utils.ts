import { lines, on, run, type Agreement } from './cases.ts';

/** dockerfile-utils' codes about instructions, arguments and values. */
export const dockerfileUtils: Agreement = {
  ARGUMENT_EXTRA: {
    speaks: [on('STOPSIGNAL SIGTERM x'), on('STOPSIGNAL 9 9'), on('ONBUILD STOPSIGNAL 9 x')],
    silent: [on('HEALTHCHECK NONE'), on('HEALTHCHECK CMD a b'), on('STOPSIGNAL SIGTERM'), on('CMD a b')],
  },
  ARGUMENT_MISSING: {
    speaks: [on('EXPOSE'), on('USER'), on('LABEL'), on('VOLUME'), on('ENV'), on('WORKDIR'), on('SHELL')],
    silent: [on('EXPOSE 80'), on('USER app'), on('HEALTHCHECK NONE'), on('VOLUME /a'), on('WORKDIR /x')],
  },
  ARGUMENT_REQUIRES_AT_LEAST_ONE: {
    speaks: [on('HEALTHCHECK'), on('HEALTHCHECK --interval=5s'), on('ONBUILD HEALTHCHECK')],
    silent: [on('COPY a b'), on('ADD a b'), on('RUN a')],
  },
  ARGUMENT_REQUIRES_AT_LEAST_TWO: {
    speaks: [on('COPY a'), on('ADD a'), on('COPY ["a"]'), on('COPY --chown=1 a')],
    silent: [on('COPY a b'), on('ADD a b c/'), on('COPY ["a", "b"]'), on('WORKDIR /a')],
  },
  ARGUMENT_REQUIRES_ONE: {
    speaks: [on('STOPSIGNAL a b'), on('STOPSIGNAL 9 9'), on('ONBUILD STOPSIGNAL 9 x')],
    silent: [on('USER a'), on('STOPSIGNAL 9'), on('USER a:b'), on('EXPOSE 1 2')],
  },
  ARGUMENT_REQUIRES_ONE_OR_THREE: {
    speaks: [lines('FROM a:1 b'), lines('FROM a:1 AS'), lines('FROM a:1 AS b c'), lines('FROM a:1 AS b c d')],
    silent: [lines('FROM a:1'), lines('FROM a:1 AS b'), lines('FROM --platform=$BUILDPLATFORM a:1 AS b')],
  },
  ARGUMENT_REQUIRES_TWO: {
    speaks: [on('ENV a'), on('LABEL a'), on('ENV "a"')],
    silent: [on('ENV a b'), on('LABEL a=b'), on('ENV a=')],
  },
  ARGUMENT_UNNECESSARY: {
    speaks: [on('HEALTHCHECK NONE x'), on('HEALTHCHECK NONE a b'), on('ONBUILD HEALTHCHECK NONE x')],
    silent: [on('HEALTHCHECK NONE'), on('HEALTHCHECK --interval=5s CMD a'), on('CMD a')],
  },
  BASE_NAME_EMPTY: {
    speaks: [lines('FROM $V'), lines('FROM ${V}'), lines('FROM a:1 AS x', 'FROM ${W}')],
    silent: [lines('ARG V=a:1', 'FROM $V'), lines('FROM a:1'), lines('ARG V=1', 'FROM a:${V}')],
  },
  CASING_DIRECTIVE: {
    speaks: [lines('# Escape=`', 'FROM a:1'), lines('# ESCAPE=\\', 'FROM a:1'), lines('#eScape=`', 'FROM a:1')],
    silent: [lines('# escape=`', 'FROM a:1'), lines('# Escape comment', 'FROM a:1'), lines('FROM a:1', '# ESCAPE=`')],
  },
  CASING_INSTRUCTION: {
    speaks: [on('run a'), lines('from a:1'), on('Cmd ["a"]'), on('ONBUILD run a')],
    silent: [on('RUN a'), on('ONBUILD RUN a'), run('echo run'), on('# run a')],
  },
  DEPRECATED_MAINTAINER: {
    speaks: [on('MAINTAINER me'), on('maintainer me'), on('MAINTAINER a', 'RUN b')],
    silent: [on('LABEL maintainer=me'), on('# MAINTAINER me'), run('echo MAINTAINER')],
  },
  DUPLICATED_ESCAPE_DIRECTIVE: {
    speaks: [
      lines('# escape=`', '# escape=`', 'FROM a:1'),
      lines('# escape=\\', '# escape=`', 'FROM a:1'),
      lines('#escape=`', '# escape=\\', 'FROM a:1'),
    ],
    silent: [
      lines('# escape=`', 'FROM a:1'),
      lines('# syntax=docker/dockerfile:1', '# escape=`', 'FROM a:1'),
      lines('# escape=`', 'FROM a:1', '# escape=`'),
    ],
  },
  DUPLICATE_BUILD_STAGE_NAME: {
    speaks: [
      lines('FROM a:1 AS x', 'FROM b:1 AS x'),
      lines('FROM a:1 AS x', 'FROM b:1 AS X'),
      lines('FROM a:1 AS x', 'FROM b:1 AS y', 'FROM c:1 AS x'),
    ],
    silent: [lines('FROM a:1 AS x', 'FROM b:1 AS y'), lines('FROM a:1', 'FROM a:1'), lines('FROM a:1 AS x', 'FROM x')],
  },
  EMPTY_CONTINUATION_LINE: {
    speaks: [on('RUN a \\', '', ' b'), on('ENV A=1 \\', '', '', ' B=2'), on('EXPOSE \\', ' ', ' 80')],
    silent: [on('RUN a \\', ' b'), on('RUN a \\', '# c', ' b'), on('RUN a', '', 'RUN b')],
  },
  INVALID_AS: {
    speaks: [lines('FROM a:1 ASS x'), lines('FROM a:1 in x'), lines('FROM a:1 A x')],
    silent: [lines('FROM a:1 AS x'), lines('FROM a:1 as x'), lines('FROM a:1 As x')],
  },
  INVALID_BUILD_STAGE_NAME: {
    speaks: [lines('FROM a:1 AS 1x'), lines('FROM a:1 AS x$'), lines('FROM a:1 AS a/b'), lines('FROM a:1 AS _x')],
    silent: [lines('FROM a:1 AS x1'), lines('FROM a:1 AS a-b.c_d'), lines('FROM a:1 AS X')],
  },
  INVALID_DESTINATION: {
    speaks: [on('COPY a b /x'), on('ADD a b /x'), on('COPY ["a", "b", "/x"]')],
    silent: [on('COPY a b /x/'), on('COPY a /x'), on('ADD ["a", "b", "/x/"]')],
  },
  INVALID_ESCAPE_DIRECTIVE: {
    speaks: [lines('# escape=x', 'FROM a:1'), lines('#escape=/', 'FROM a:1'), lines('# escape=ab', 'FROM a:1')],
    silent: [lines('# escape=`', 'FROM a:1'), lines('# escape=\\', 'FROM a:1'), lines('FROM a:1', '# escape=x')],
  },
  INVALID_PORT: {
    speaks: [on('EXPOSE a'), on('EXPOSE 80 b'), on('EXPOSE 80-x'), on('EXPOSE -1')],
    silent: [on('EXPOSE 80'), on('EXPOSE 80/tcp'), on('EXPOSE 8000-8010'), on('ARG P', 'EXPOSE $P')],
  },
  INVALID_PROTO: {
    speaks: [on('EXPOSE 80/abc'), on('EXPOSE 80/tcpx'), on('EXPOSE 80/http 443')],
    silent: [on('EXPOSE 80/tcp'), on('EXPOSE 80/udp'), on('EXPOSE 80/sctp'), on('EXPOSE 80')],
  },
  INVALID_REFERENCE_FORMAT: {
    speaks: [lines('FROM a:'), lines('FROM a@b'), lines('FROM a:-x'), lines('FROM a:1@')],
    silent: [lines('FROM a:1'), lines('FROM r.example.com:5000/a/b:1'), lines(`FROM a@sha256:${'0'.repeat(64)}`)],
  },
  INVALID_SIGNAL: {
    speaks: [on('STOPSIGNAL a'), on('STOPSIGNAL abc9'), on('STOPSIGNAL TERMINATE')],
    silent: [on('STOPSIGNAL SIGTERM'), on('STOPSIGNAL 9'), on('ARG S', 'STOPSIGNAL $S'), on('STOPSIGNAL SIGRTMIN+3')],
  },
  INVALID_SYNTAX: {
    speaks: [
      on('HEALTHCHECK --retries=a CMD a'),
      on('HEALTHCHECK --retries=1.5 CMD a'),
      on('HEALTHCHECK --retries=x1 CMD a'),
    ],
    silent: [
      on('HEALTHCHECK --retries=1 CMD a'),
      on('HEALTHCHECK --retries=-1 CMD a'),
      on('HEALTHCHECK CMD a --retries=a'),
    ],
  },
  JSON_IN_SINGLE_QUOTES: {
    speaks: [on("CMD ['a']"), on("ENTRYPOINT ['a', 'b']"), on("RUN ['a']")],
    silent: [on('CMD ["a"]'), on("CMD echo ['a']"), on('RUN ["a", "\'b\'"]')],
  },
  MULTIPLE_INSTRUCTIONS: {
    speaks: [
      on('CMD ["a"]', 'CMD ["b"]'),
      on('ENTRYPOINT ["a"]', 'ENTRYPOINT ["b"]'),
      on('HEALTHCHECK NONE', 'HEALTHCHECK CMD a'),
    ],
    silent: [
      on('CMD ["a"]'),
      lines('FROM a:1', 'CMD ["a"]', 'FROM b:1', 'CMD ["b"]'),
      on('ENTRYPOINT ["a"]', 'CMD ["b"]'),
    ],
  },
  NO_SOURCE_IMAGE: {
    speaks: [lines('RUN a', 'FROM b:1'), lines('ARG A=1'), lines('ENV A=1', 'FROM b:1'), lines('RUN a')],
    silent: [lines('FROM a:1'), lines('ARG A=1', 'FROM a:$A'), lines('# a', 'FROM a:1')],
  },
  ONBUILD_CHAINING_DISALLOWED: {
    speaks: [on('ONBUILD ONBUILD RUN a'), on('ONBUILD onbuild RUN a'), on('onbuild ONBUILD CMD a')],
    silent: [on('ONBUILD RUN a'), on('ONBUILD RUN ONBUILD'), on('ONBUILD COPY a b')],
  },
  ONBUILD_TRIGGER_DISALLOWED: {
    speaks: [on('ONBUILD FROM a:1'), on('ONBUILD MAINTAINER me'), on('ONBUILD from a:1')],
    silent: [on('ONBUILD RUN a'), on('ONBUILD ADD a b'), on('ONBUILD RUN FROM')],
  },
  SHELL_JSON_FORM: {
    speaks: [on('SHELL a'), on('SHELL /bin/sh -c'), on("SHELL ['a']"), on('SHELL [a]')],
    silent: [on('SHELL ["a"]'), on('SHELL ["/bin/sh", "-c"]'), on('SHELL [ "a" ]')],
  },
  SHELL_REQUIRES_ONE: {
    speaks: [on('SHELL []'), on('SHELL [ ]'), on('shell []')],
    silent: [on('SHELL ["a"]'), on('CMD []'), on('SHELL ["a", "b"]')],
  },
  SYNTAX_MISSING_DOUBLE_QUOTE: {
    speaks: [on('ENV a="b'), on('LABEL a="b'), on('ENV a="b c=d'), on('LABEL x=y a="b')],
    silent: [on('ENV a="b"'), on("ENV a='b\"'"), on('LABEL a=b')],
  },
  SYNTAX_MISSING_EQUALS: {
    speaks: [on('ENV a=b c'), on('LABEL a=b c'), on('ENV a=b c d=e')],
    silent: [on('ENV a=b c=d'), on('ENV a b c'), on('LABEL a="b c"')],
  },
  SYNTAX_MISSING_NAMES: {
    speaks: [on('ENV =b'), on('LABEL =b'), on('ENV a=b =c')],
    silent: [on('ENV a='), on('LABEL a=b'), on('ENV a==b')],
  },
  SYNTAX_MISSING_SINGLE_QUOTE: {
    speaks: [on("ENV a='b"), on("LABEL a='b"), on("ENV x=y a='b")],
    silent: [on("ENV a='b'"), on('ENV a="b\'"'), on('LABEL a=b')],
  },
  UNKNOWN_INSTRUCTION: {
    speaks: [on('RUNN a'), on('FOO bar'), on('COPPY a b'), on('ONBUILD FOO a')],
    silent: [on('RUN a'), on('# FOO', 'RUN a'), on('RUN a \\', ' FOO b'), on('run a')],
  },
  UNKNOWN_TYPE: {
    speaks: [on('HEALTHCHECK FOO'), on('HEALTHCHECK curl localhost'), on('HEALTHCHECK --interval=5s FOO')],
    silent: [on('HEALTHCHECK NONE'), on('HEALTHCHECK CMD a'), on('HEALTHCHECK cmd a')],
  },
  UNSUPPORTED_MODIFIER: {
    speaks: [on('ENV A=1', 'ENV B=${A:x}'), on('ENV A=1', 'LABEL b=${A:*c}'), on('ENV A=1', 'USER ${A:=x}')],
    silent: [
      on('ENV A=1', 'ENV B=${A:-x}'),
      on('ENV A=1', 'ENV B=${A:+x}'),
      on('ENV A=1', 'ENV B=${A:?x}'),
      run('echo ${A:=x}'),
    ],
  },
  WORKDIR_IS_NOT_ABSOLUTE: {
    speaks: [on('WORKDIR a'), on('WORKDIR ./a'), on('WORKDIR a/b')],
    silent: [on('WORKDIR /a'), on('WORKDIR $A'), on('WORKDIR ${A}/b')],
  },
};
