import { lines, on, type Agreement } from './cases.ts';

/** dockerfile-utils' codes about flags. */
export const dockerfileUtilsFlags: Agreement = {
  FLAG_AT_LEAST_ONE: {
    speaks: [
      on('HEALTHCHECK --retries=-1 CMD a'),
      on('HEALTHCHECK --retries=-5 CMD a'),
      on('ONBUILD HEALTHCHECK --retries=-1 CMD a'),
    ],
    silent: [
      on('HEALTHCHECK --retries=1 CMD a'),
      on('HEALTHCHECK --retries=3 CMD a'),
      on('HEALTHCHECK CMD a --retries=-1'),
    ],
  },
  FLAG_DUPLICATE: {
    speaks: [
      on('HEALTHCHECK --interval=1s --interval=2s CMD a'),
      on('COPY --from=x --from=y a b'),
      on('HEALTHCHECK --retries=1 --retries=2 CMD a'),
      on('ADD --chown=1 --chown=2 a b'),
    ],
    silent: [
      on('HEALTHCHECK --interval=1s --timeout=2s CMD a'),
      on('COPY --from=x:1 --chown=1 a b'),
      on('HEALTHCHECK --interval=1s CMD a --interval=2s'),
    ],
  },
  FLAG_EXPECTED_BOOLEAN_VALUE: {
    speaks: [on('COPY --link=x a b'), on('COPY --link=maybe a b'), on('ADD --link=abc a b')],
    silent: [on('COPY --link a b'), on('COPY --link=true a b'), on('COPY --link=false a b')],
  },
  FLAG_INVALID_DURATION: {
    speaks: [
      on('HEALTHCHECK --interval=a CMD a'),
      on('HEALTHCHECK --timeout=x CMD a'),
      on('HEALTHCHECK --start-period=s CMD a'),
    ],
    silent: [
      on('HEALTHCHECK --interval=5s CMD a'),
      on('HEALTHCHECK --timeout=1m30s CMD a'),
      on('HEALTHCHECK --interval=0 CMD a'),
    ],
  },
  FLAG_INVALID_FROM_VALUE: {
    speaks: [on('COPY --from= a b'), on('COPY --from=- a b'), on('COPY --from=_x a b'), on('COPY --from=/x a b')],
    silent: [
      on('COPY --from=x:1 a b'),
      on('COPY --from=0 a b'),
      lines('FROM a:1 AS x', 'FROM b:1', 'COPY --from=x a b'),
    ],
  },
  FLAG_INVALID_LINK_VALUE: {
    speaks: [on('COPY --link=x a b'), on('COPY --link=maybe a b'), on('ADD --link=abc a b')],
    silent: [on('COPY --link a b'), on('COPY --link=true a b'), on('COPY --link=false a b')],
  },
  FLAG_LESS_THAN_1MS: {
    speaks: [
      on('HEALTHCHECK --interval=1ns CMD a'),
      on('HEALTHCHECK --timeout=999us CMD a'),
      on('HEALTHCHECK --start-period=0.5ms CMD a'),
    ],
    silent: [
      on('HEALTHCHECK --interval=1ms CMD a'),
      on('HEALTHCHECK --timeout=1000us CMD a'),
      on('HEALTHCHECK --interval=5s CMD a'),
    ],
  },
  FLAG_MISSING_DURATION: {
    speaks: [
      on('HEALTHCHECK --interval=5 CMD a'),
      on('HEALTHCHECK --timeout=30 CMD a'),
      on('HEALTHCHECK --start-period=1m5 CMD a'),
    ],
    silent: [
      on('HEALTHCHECK --interval=5s CMD a'),
      on('HEALTHCHECK --timeout=1h CMD a'),
      on('HEALTHCHECK --start-period=1.5m CMD a'),
    ],
  },
  FLAG_MISSING_VALUE: {
    speaks: [
      on('HEALTHCHECK --retries CMD a'),
      on('HEALTHCHECK --interval CMD a'),
      on('COPY --chown a b'),
      on('COPY --from a b'),
    ],
    silent: [on('COPY --from=x:1 a b'), on('COPY --link a b'), on('HEALTHCHECK --retries=2 CMD a')],
  },
  FLAG_UNKNOWN_UNIT: {
    speaks: [
      on('HEALTHCHECK --interval=5x CMD a'),
      on('HEALTHCHECK --timeout=1d CMD a'),
      on('HEALTHCHECK --start-period=3w CMD a'),
    ],
    silent: [
      on('HEALTHCHECK --interval=5s CMD a'),
      on('HEALTHCHECK --timeout=5m CMD a'),
      on('HEALTHCHECK --interval=5us5ms CMD a'),
    ],
  },
  HEALTHCHECK_CMD_ARGUMENT_MISSING: {
    speaks: [on('HEALTHCHECK CMD'), on('HEALTHCHECK --interval=5s CMD'), on('healthcheck cmd')],
    silent: [on('HEALTHCHECK CMD a'), on('HEALTHCHECK NONE'), on('CMD')],
  },
  UNKNOWN_ADD_FLAG: {
    speaks: [on('ADD --x=1 a b'), on('ADD --from=a a b'), on('ADD --chwon=1 a b')],
    silent: [on('ADD --chown=1 a b'), on('ADD a --x'), on('ADD --exclude=c a b'), on('ADD --link a b')],
  },
  UNKNOWN_COPY_FLAG: {
    speaks: [on('COPY --x=1 a b'), on('COPY --FROM=a a b'), on('COPY --checksum=a a b')],
    silent: [on('COPY --from=x:1 a b'), on('COPY --link a b'), on('COPY --parents a b'), on('COPY --exclude=c a b')],
  },
  UNKNOWN_FROM_FLAG: {
    speaks: [lines('FROM --x=1 a:1'), lines('FROM --platfrom=linux/amd64 a:1'), lines('FROM --PLATFORM=x a:1')],
    silent: [lines('FROM --platform=$BUILDPLATFORM a:1'), lines('FROM a:1'), lines('FROM a:1 AS x')],
  },
  UNKNOWN_HEALTHCHECK_FLAG: {
    speaks: [
      on('HEALTHCHECK --x=1 CMD a'),
      on('HEALTHCHECK --Interval=1s CMD a'),
      on('HEALTHCHECK --intervall=1s CMD a'),
    ],
    silent: [
      on('HEALTHCHECK --interval=1s CMD a'),
      on('HEALTHCHECK CMD a --x'),
      on('HEALTHCHECK --start-interval=5s CMD a'),
    ],
  },
};
