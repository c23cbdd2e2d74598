import { sealedContract } from '../sealed/sealed-contract.ts';
import { createS3World } from './s3-world.ts';

sealedContract(async () => {
  const { bucket, open } = await createS3World();
  return {
    isFar: true,
    large: 20_000_001,
    open: () => open(),
    seen: async () => Promise.all((await bucket.keys()).map(key => bucket.bytes(key))),
  };
});
