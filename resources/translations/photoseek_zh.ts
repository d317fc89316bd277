<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name></name>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by the pasted photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for changes in all folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the library list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map of photos and words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite, or no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to an album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from this album</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the trash …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slideshow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for this caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be saved: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photos yet. They appear here as soon as they have been looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photos here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos like {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} in {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pasted photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is no photo. Drop a photo file, an image or a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The background worker is started again in %n second(s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} It is started again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
