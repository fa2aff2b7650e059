/** Opens an http link with the desktop's own program, without a shell. Answers with what was done, or null where that cannot be. */
export async function openLink(link: string): Promise<string | null> {
	if (!/^https?:\/\//.test(link)) return null;
	const {default: open} = await import('open');
	try {
		const opener = await open(link);
		opener.once('error', () => {});
		return 'opened in the browser';
	} catch {
		return null;
	}
}
