"""The cube: every measure of every declared region set and country in every year, computed once and kept.

It is a cache in one Parquet file: without it the same figures are computed, and come out the same. Own
sources, own region sets and other baseline years are never in it.
"""
