// The file that `npm run bench` starts.
import './bench.ts';
