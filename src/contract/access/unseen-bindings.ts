import type { Account } from '../../kubernetes/pods/service-accounts.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';

/**
 * Whether templates that nobody reads here may bind an account. A chart binds the accounts that it makes itself, and what it
 * does not make by default brings rights for what the program does not do by default.
 */
export function mayBeBoundUnseen({ name }: Account, workspace: Workspace): boolean {
  if (!workspace.hasTemplates()) return false;
  const named = new RegExp(`name:\\s*["']?${name.replaceAll('.', '\\.')}["']?\\s*$`, 'm');
  for (const { file, text, helmTemplate } of workspace.files()) {
    if (!helmTemplate) continue;
    // Of a chart by its own values this is what could not be told of it.
    if (file === '' && workspace.isByDefault !== true) return true;
    if (!text.includes('RoleBinding')) continue;
    if (file === '' || !/(?:^|\/)templates\//.test(file) || named.test(text)) return true;
  }
  return false;
}
