import { runPackageScript } from './package-script.ts';

/** Makes what pages link to, once before all tests. */
export default () => runPackageScript('assets');
