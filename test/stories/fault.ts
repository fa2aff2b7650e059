// Loaded into the program before it starts: breaks it where nobody catches it, or has Node warn, when SIGUSR2 asks for it.
process.on('SIGUSR2', () => {
	const fault = new Error('a planted fault');
	if (process.env.FAULT === 'warning') process.emitWarning('a planted warning');
	else if (process.env.FAULT === 'rejection') void Promise.reject(fault);
	else throw fault;
});
