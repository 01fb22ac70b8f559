import { type Command, programName } from '../../shell/commands.ts';

/** Programs that write no file which they are not told of by its name or folder. */
const PLAIN =
  /^(?:go|apk|apt|apt-get|apt-mark|dnf|yum|microdnf|update-ca-certificates|adduser|addgroup|useradd|groupadd|mkdir|chmod|chown|rm|touch|echo|printf|ls|cd|set|export|true|test|\[|env|git|sed|upx|strip|setcap|cat|sh)$/;

/** Whether all that commands write is named by their words. */
export function arePlain(commands: readonly Command[]): boolean {
  return commands.every((command) => PLAIN.test(programName(command)));
}
