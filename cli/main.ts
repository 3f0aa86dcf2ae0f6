console.log('vignette: not written yet');
