/** Why a backup cannot be made, read or restored: one sentence for whoever runs the desk. */
export class BackupFault extends Error {
  override name = 'BackupFault';
}
