/** Why a backup cannot be made, read or restored: one sentence for the operator. */
export class BackupError extends Error {
  override name = 'BackupError';
}
